import type middy from '@middy/core'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type { Edge } from '#functions/shared/home.ts'
import type { HttpRequest, HttpResponse } from '#functions/shared/http/http.ts'
import type { Preferences } from '#functions/shared/http/preferences.ts'
import type { Problem } from '#functions/shared/http/problem.ts'

/** One request on its way through the stack: what the gateway sent, and what is known of it so far. */
export interface Exchange {
  readonly event: APIGatewayProxyEventV2
  /** Of the home in which it is answered. */
  readonly edge: Edge
  /** By `performance.now()`. */
  readonly started: number
  preferences: Preferences
  /** Missing while the request is not parsed yet. */
  request?: HttpRequest
  /** The code of the problem that was answered, for the log. */
  problemCode?: string
}

export type Middleware = middy.MiddlewareObj<Exchange, HttpResponse>

/** How a middleware ends a request early: middy hands it to the error answers, which every other middleware sees too. */
export class RequestProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.code)
    this.problem = problem
  }
}

/** A header of the request; payload 2.0 has their names in lower case. */
export function headerOf(event: APIGatewayProxyEventV2, name: string): string | undefined {
  return event.headers[name]
}

export function methodOf(event: APIGatewayProxyEventV2): string {
  return event.requestContext.http.method
}
